/** The mark of the app: the terraces of a sand table with a flag. Decorative; the name stands beside it. */
export function Logo(props: { readonly size?: number }) {
  const size = props.size ?? 24;
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden focusable="false">
      <rect width="24" height="24" rx="5.6" fill="#0958d9" />
      <ellipse cx="12" cy="16.4" rx="7.8" ry="3.3" fill="#7eadff" />
      <ellipse cx="12" cy="14.5" rx="5.3" ry="2.3" fill="#c4daff" />
      <ellipse cx="12" cy="12.8" rx="2.8" ry="1.25" fill="#fff" />
      <path d="M11.4 12.8V5a.6.6 0 0 1 1.2 0v7.8Z" fill="#fff" />
      <path d="M12.6 4.7 17.6 6.6 12.6 8.5Z" fill="#ffd666" />
    </svg>
  );
}
