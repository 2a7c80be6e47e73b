/** The mark of the app: layers of a sand table. Decorative; the name stands beside it. */
export function Logo(props: { readonly size?: number }) {
  const size = props.size ?? 24;
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden focusable="false">
      <rect width="24" height="24" rx="6" fill="#0958d9" />
      <path
        d="M4 15.5 8.5 11l3 2.6L16 8l4 5.2v4.3a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5Z"
        fill="#fff"
      />
      <circle cx="8" cy="7" r="1.8" fill="#ffd666" />
    </svg>
  );
}
