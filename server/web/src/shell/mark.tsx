/** Sextant's mark: the frame, the index arm and the arc of the instrument. Decorative; the name stands beside it. */
export function Mark({ size = 26 }: { readonly size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      stroke="var(--accent)"
      strokeWidth={2.2}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d="M16 4 5.2 22.5a21.5 21.5 0 0 0 21.6 0Z" />
      <path d="M16 4 19.4 25" />
      <circle cx="16" cy="4.6" r="1.6" fill="var(--accent)" stroke="none" />
      <path d="M9.5 28.5a26 26 0 0 0 13 0" strokeWidth={1.8} />
    </svg>
  );
}
