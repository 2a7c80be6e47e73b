import './styles/theme.css';
import './styles/base.css';
import { prepareDocument } from './app/boot';
import { showStartFailure } from './app/start-failure';

// The measures of the Content Security Policy must stand before any library of the bundle runs,
// hence the dynamic import: a static one would be evaluated first.
prepareDocument();
import('./app/start').then(({ start }) => start()).catch(showStartFailure);
