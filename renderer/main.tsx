import './styles/theme.css';
import './styles/base.css';
import { prepareDocument } from './app/boot';
import { readAhead } from './app/read-ahead';
import { showStartFailure } from './app/start-failure';

// The measures of the Content Security Policy must stand before any library of the bundle runs,
// hence the dynamic imports: static ones would be evaluated first.
prepareDocument();
const beginsInPipeline = window.sandtable !== undefined && readAhead(window.sandtable);
const loading = import('./app/start');
// The largest room comes beside the rest, when the window begins there. If it cannot, the router says so.
if (beginsInPipeline) import('./pipeline/PipelinePage').catch(() => undefined);
loading.then(({ start }) => start()).catch(showStartFailure);
