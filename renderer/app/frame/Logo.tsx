/** The mark of the app: contour lines of a sand table with a flag. Decorative; the name stands beside it. */
export function Logo(props: { readonly size?: number }) {
  const size = props.size ?? 24;
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden focusable="false">
      <rect width="24" height="24" rx="5.6" fill="#0958d9" />
      <g fill="none" stroke="#fff" strokeWidth="1.3">
        <ellipse cx="12" cy="16.3" rx="7.4" ry="3.1" />
        <ellipse cx="12.2" cy="13.9" rx="4.9" ry="2.1" />
      </g>
      <ellipse cx="12.4" cy="11.7" rx="2.4" ry="1.1" fill="#fff" />
      <path d="M12.4 11.7V4.9" stroke="#fff" strokeWidth="1.1" strokeLinecap="round" />
      <path d="M12.5 4.6 16.8 6.3 12.5 8Z" fill="#ffd666" />
    </svg>
  );
}
