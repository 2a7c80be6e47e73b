import { type PointerEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './panel.module.css';

const STEP_PX = 24;

/** The bar between grid and panel: drag it, or ←/→ when it has the focus. */
export function ResizeBar(props: {
  readonly width: number;
  readonly min: number;
  readonly max: number;
  readonly onWidth: (width: number) => void;
}) {
  const { t } = useTranslation('pipeline');
  const { width, min, max } = props;
  const start = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const set = (next: number) => props.onWidth(Math.round(Math.min(max, Math.max(min, next))));
  return (
    // A focusable separator is the ARIA pattern for a window splitter.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-noninteractive-tabindex
    <div
      className={styles.bar}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t('panel.resize')}
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      onPointerDown={(event: PointerEvent<HTMLDivElement>) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, width };
      }}
      onPointerMove={(event) => {
        if (start.current !== null) set(start.current.width + start.current.x - event.clientX);
      }}
      onPointerUp={() => {
        start.current = null;
      }}
      onKeyDown={(event) => {
        if (event.key === 'ArrowLeft') set(width + STEP_PX);
        else if (event.key === 'ArrowRight') set(width - STEP_PX);
        else return;
        event.preventDefault();
      }}
    />
  );
}
