import type { Page } from '@playwright/test';
import { texts, type Texts } from '../support/texts.ts';
import { AccountPage } from './account.ts';
import { AllocationPage } from './allocation.ts';
import { AuditPage } from './audit.ts';
import { BoardPage } from './board.ts';
import { ComposerPage } from './composer.ts';
import { ContentPage } from './content.ts';
import { DuplicatesPage } from './duplicates.ts';
import { ExportDialog } from './export-dialog.ts';
import { Frame } from './frame.ts';
import { GridViews } from './grid-views.ts';
import { HomePage } from './home.ts';
import { ImportHistory } from './import-history.ts';
import { ImportWizard } from './import-wizard.ts';
import { LedgerPage } from './ledger.ts';
import { PersonalPage } from './personal.ts';
import { PipelinePage } from './pipeline.ts';
import { RightsPage } from './rights.ts';
import { SandboxPage } from './sandbox.ts';
import { SettingsPage } from './settings.ts';
import { SheetPage } from './sheet.ts';
import { StreamsPage } from './streams.ts';
import { StudiesPage } from './studies.ts';
import { VerifyPage } from './verify.ts';
import { WelcomePage } from './welcome.ts';

/** Every page model of one window, in one language. */
export interface Pages {
  readonly t: Texts;
  readonly frame: Frame;
  readonly welcome: WelcomePage;
  readonly home: HomePage;
  readonly pipeline: PipelinePage;
  readonly sheet: SheetPage;
  readonly views: GridViews;
  readonly board: BoardPage;
  readonly importWizard: ImportWizard;
  readonly importHistory: ImportHistory;
  readonly sandbox: SandboxPage;
  readonly streams: StreamsPage;
  readonly allocation: AllocationPage;
  readonly studies: StudiesPage;
  readonly composer: ComposerPage;
  readonly content: ContentPage;
  readonly exportDialog: ExportDialog;
  readonly ledger: LedgerPage;
  readonly verify: VerifyPage;
  readonly settings: SettingsPage;
  readonly audit: AuditPage;
  readonly account: AccountPage;
  readonly duplicates: DuplicatesPage;
  readonly personal: PersonalPage;
  readonly rights: RightsPage;
}

/** The page models of a window. Node runs these files as they are, so imports name the `.ts` file. */
export function pagesOf(page: Page, language: Texts['language']): Pages {
  const t = texts(language);
  const pipeline = new PipelinePage(page, t);
  return {
    t,
    frame: new Frame(page, t),
    welcome: new WelcomePage(page, t),
    home: new HomePage(page, t),
    pipeline,
    sheet: new SheetPage(page, t, pipeline),
    views: new GridViews(page, t),
    board: new BoardPage(page, t),
    importWizard: new ImportWizard(page, t),
    importHistory: new ImportHistory(page, t),
    sandbox: new SandboxPage(page, t),
    streams: new StreamsPage(page, t),
    allocation: new AllocationPage(page, t),
    studies: new StudiesPage(page, t),
    composer: new ComposerPage(page, t),
    content: new ContentPage(page, t),
    exportDialog: new ExportDialog(page, t),
    ledger: new LedgerPage(page, t),
    verify: new VerifyPage(page, t),
    settings: new SettingsPage(page, t),
    audit: new AuditPage(page, t),
    account: new AccountPage(page, t),
    duplicates: new DuplicatesPage(page, t),
    personal: new PersonalPage(page, t),
    rights: new RightsPage(page, t),
  };
}
