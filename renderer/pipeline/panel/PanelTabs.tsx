import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import styles from './panel.module.css';

interface PanelTab {
  readonly key: string;
  readonly label: string;
  readonly children: ReactNode;
}

/**
 * Tabs that wrap in a narrow panel. (The library's move into an overflow button inside the tab list, which
 * screen readers may not meet there.) ←/→, Home and End go along, as in the ARIA pattern.
 */
export function PanelTabs(props: {
  readonly label: string;
  readonly tabs: readonly PanelTab[];
  /** They stay in sight in what scrolls around them, and a tab that is chosen gets its whole height. */
  readonly stay?: boolean;
}) {
  const { tabs } = props;
  const id = useId();
  const [chosen, setChosen] = useState(tabs[0]?.key);
  const index = Math.max(
    0,
    tabs.findIndex(({ key }) => key === chosen),
  );
  const current = tabs[index];
  const start = useRef<HTMLDivElement>(null);
  const shown = useRef(chosen);
  useEffect(() => {
    // Not for the tab with which they open: first come the facts.
    if (chosen === shown.current) return;
    shown.current = chosen;
    start.current?.scrollIntoView();
  }, [chosen]);
  const onKey = (event: KeyboardEvent<HTMLDivElement>) => {
    const last = tabs.length - 1;
    const next = {
      ArrowLeft: index === 0 ? last : index - 1,
      ArrowRight: index === last ? 0 : index + 1,
      Home: 0,
      End: last,
    }[event.key];
    const tab = next === undefined ? undefined : tabs[next];
    if (tab === undefined) return;
    event.preventDefault();
    setChosen(tab.key);
    document.getElementById(`${id}-${tab.key}`)?.focus();
  };
  return (
    <>
      {props.stay === true ? <div ref={start} className={styles.tabsStart} /> : null}
      <div
        className={styles.tabs}
        role="tablist"
        tabIndex={-1}
        aria-label={props.label}
        onKeyDown={onKey}
      >
        {tabs.map(({ key, label }) => (
          <button
            key={key}
            id={`${id}-${key}`}
            type="button"
            role="tab"
            className={styles.tab}
            aria-selected={key === current?.key}
            aria-controls={`${id}-panel`}
            tabIndex={key === current?.key ? 0 : -1}
            onClick={() => setChosen(key)}
          >
            {label}
          </button>
        ))}
      </div>
      <div
        id={`${id}-panel`}
        role="tabpanel"
        aria-labelledby={`${id}-${current?.key ?? ''}`}
        className={styles.tabPanel}
      >
        {current?.children}
      </div>
    </>
  );
}
