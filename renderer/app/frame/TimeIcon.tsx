/** A curved arrow, back (undo) or forth (redo); antd's own pair can hardly be told apart at this size. */
export function TimeIcon(props: { readonly forth: boolean }) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
      focusable="false"
    >
      <g transform={props.forth ? 'matrix(-1 0 0 1 16 0)' : 'matrix(1 0 0 1 0 0)'}>
        <path d="M5.5 2.5 2.5 5.5l3 3M2.5 5.5H9a4 4 0 0 1 0 8H5" />
      </g>
    </svg>
  );
}
