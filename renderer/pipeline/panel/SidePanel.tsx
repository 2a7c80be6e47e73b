import { CloseOutlined, DownOutlined, UpOutlined } from '@ant-design/icons';
import { type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '#renderer/app/api';
import { OfferButton } from '#renderer/app/OfferButton';
import { useCall } from '#renderer/app/queries';
import { languageOf } from '#renderer/kit/language-of';
import { ErrorState } from '#renderer/kit/states/ErrorState';
import { LoadingState, Refreshing } from '#renderer/kit/states/LoadingState';
import { Button, Tooltip } from '#renderer/kit/ui';
import { type OpportunityDetail, type OpportunityRow, STAGES } from '#shared/pipeline/model';
import { stageIndex } from '#shared/pipeline/stages';
import type { Target } from '../change/target';
import type { OpportunityGridApi } from '../grid/PipelineGrid';
import { OutcomeTag, StageChip } from '../parts/StageChip';
import { useAmounts } from '../view/use-amounts';
import { ApprovalNote } from '../rules/ApprovalNote';
import { AccountPart } from './AccountPart';
import { Facts } from './Facts';
import { MaskedNote } from './MaskedNote';
import { useWhole } from './use-whole';
import { HistoryPart } from './HistoryPart';
import styles from './panel.module.css';
import { PanelTabs } from './PanelTabs';
import { ResizeBar } from './ResizeBar';
import { StageTimeline } from './StageTimeline';
import { Touchpoints } from './Touchpoints';
import { useNeighbour } from './use-neighbour';

const MIN_PX = 340;
const MAX_PX = 760;
const DEFAULT_PX = 420;
/** In a narrow window the amounts in the grid stay in sight beside the panel. */
const NARROW_PX = 360;
const NARROW_WINDOW_PX = 1500;
const STORAGE_KEY = 'split:pipeline-panel';

interface SidePanelProps {
  readonly id: string;
  readonly gridApi: RefObject<OpportunityGridApi | null>;
  readonly onStage: (row: OpportunityRow, to: Target) => void;
  readonly onClose: () => void;
}

function storedWidth(): number {
  const stored = Number(localStorage.getItem(STORAGE_KEY));
  if (stored >= MIN_PX && stored <= MAX_PX) return stored;
  return window.innerWidth < NARROW_WINDOW_PX ? NARROW_PX : DEFAULT_PX;
}

/** One opportunity beside the grid. Esc closes, Ctrl+↑/↓ goes to the previous or next of the view. */
export function SidePanel(props: SidePanelProps) {
  const { t } = useTranslation('pipeline');
  const { id, onClose } = props;
  const [width, setWidth] = useState(storedWidth);
  const resize = (next: number) => {
    localStorage.setItem(STORAGE_KEY, String(next));
    setWidth(next);
  };
  const goTo = useNeighbour(id, props.gridApi);
  const detail = useCall('pipeline.detail', { id }, { keepPrevious: true });
  return (
    <>
      <ResizeBar width={width} min={MIN_PX} max={MAX_PX} onWidth={resize} />
      {/* Keys for the whole panel; every one has a button as well. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <aside
        className={styles.panel}
        style={{ width }}
        aria-label={t('panel.label')}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || event.defaultPrevented) return;
          const mod = event.ctrlKey || event.metaKey;
          if (event.key === 'Escape') onClose();
          else if (mod && event.key === 'ArrowUp') goTo(-1);
          else if (mod && event.key === 'ArrowDown') goTo(1);
          else return;
          event.preventDefault();
        }}
      >
        <div className={styles.tools}>
          <Tooltip title={t('panel.previousHint')}>
            <Button
              type="text"
              aria-label={t('panel.previous')}
              icon={<UpOutlined aria-hidden />}
              onClick={() => goTo(-1)}
            />
          </Tooltip>
          <Tooltip title={t('panel.nextHint')}>
            <Button
              type="text"
              aria-label={t('panel.next')}
              icon={<DownOutlined aria-hidden />}
              onClick={() => goTo(1)}
            />
          </Tooltip>
          <span className={styles.push} />
          <Tooltip title={t('panel.closeHint')}>
            <Button
              type="text"
              aria-label={t('panel.close')}
              icon={<CloseOutlined aria-hidden />}
              onClick={onClose}
            />
          </Tooltip>
        </div>
        {detail.data === undefined ? (
          detail.isError ? (
            <ErrorState error={detail.error} onRetry={() => void detail.refetch()} />
          ) : (
            <LoadingState rows={10} />
          )
        ) : (
          <Refreshing busy={detail.isPlaceholderData}>
            <Detail detail={detail.data} onStage={props.onStage} />
          </Refreshing>
        )}
      </aside>
    </>
  );
}

/** Where the button leads first: one step on, or reopening what has been closed. */
function likelyTarget({ stage, outcome }: OpportunityRow): Target {
  if (outcome === 'lost' || outcome === 'dormant') return { outcome: 'open' };
  const next = STAGES[stageIndex(stage) + 1];
  return next === undefined ? { stage } : { stage: next };
}

const NONE: readonly string[] = [];

function Detail(props: {
  readonly detail: OpportunityDetail;
  readonly onStage: (row: OpportunityRow, to: Target) => void;
}) {
  const { t } = useTranslation('pipeline');
  const { short } = useAmounts();
  const { shown, setWhole } = useWhole(props.detail);
  const { opportunity, account, contacts, touchpoints, stageEvents, history } = shown;
  return (
    <div className={styles.detail}>
      <h2 className={styles.name} lang={languageOf(opportunity.name)}>
        {opportunity.name}
      </h2>
      <div className={styles.summary}>
        <StageChip stage={opportunity.stage} />
        {opportunity.outcome === 'open' ? null : <OutcomeTag outcome={opportunity.outcome} />}
        <span className={styles.amount}>{short(opportunity.amountMinor)}</span>
        <OfferButton
          call="pipeline.transition"
          size="small"
          rootClassName={styles.push ?? ''}
          onClick={() => props.onStage(opportunity, likelyTarget(opportunity))}
        >
          {t('stage.change')}
        </OfferButton>
      </div>
      <ApprovalNote row={opportunity} />
      <MaskedNote
        key={`masked ${opportunity.id}`}
        masked={props.detail.masked}
        isWhole={shown !== props.detail}
        onHide={() => setWhole(null)}
        onAsk={async (reason) =>
          setWhole(await call('personal.unmask', { id: opportunity.id, reason }))
        }
      />
      <Facts
        key={opportunity.id}
        row={opportunity}
        contacts={contacts}
        locked={shown.masked?.fields ?? NONE}
      />
      <PanelTabs
        stay
        label={t('panel.label')}
        tabs={[
          {
            key: 'touchpoints',
            label: t('panel.touchpoints', { count: touchpoints.length }),
            children: <Touchpoints touchpoints={touchpoints} />,
          },
          {
            key: 'stages',
            label: t('panel.stages'),
            children: <StageTimeline row={opportunity} events={stageEvents} />,
          },
          {
            key: 'account',
            label: t('panel.account', { count: contacts.length }),
            children: (
              <AccountPart account={account} contacts={contacts} opportunityId={opportunity.id} />
            ),
          },
          {
            key: 'history',
            label: t('panel.history'),
            children: <HistoryPart history={history} />,
          },
        ]}
      />
    </div>
  );
}
