import { Splitter } from 'antd';
import { type ReactNode, useState } from 'react';

/**
 * Two panes with a bar between them. Sizes are px and remembered by `id` on this machine.
 * `side` is the pane with a size of its own; the other takes the rest.
 */
export function SplitPane(props: {
  readonly id: string;
  readonly side: 'start' | 'end';
  readonly defaultSize: number;
  readonly min: number;
  readonly max: number;
  readonly start: ReactNode;
  readonly end: ReactNode;
}) {
  const storageKey = `split:${props.id}`;
  const [size, setSize] = useState(() => {
    const stored = Number(localStorage.getItem(storageKey));
    return stored >= props.min && stored <= props.max ? stored : props.defaultSize;
  });
  const index = props.side === 'start' ? 0 : 1;
  const keep = (sizes: number[]) => {
    const next = sizes[index];
    if (next !== undefined) localStorage.setItem(storageKey, String(Math.round(next)));
  };
  const sized = { size, min: props.min, max: props.max };
  return (
    <Splitter
      onResize={(sizes) => setSize((old) => sizes[index] ?? old)}
      onResizeEnd={keep}
      style={{ height: '100%', minHeight: 0 }}
    >
      <Splitter.Panel {...(props.side === 'start' ? sized : {})}>{props.start}</Splitter.Panel>
      <Splitter.Panel {...(props.side === 'end' ? sized : {})}>{props.end}</Splitter.Panel>
    </Splitter>
  );
}
