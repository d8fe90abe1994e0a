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
      <path d="M16 4 4.6 22.4a21.6 21.6 0 0 0 22.8 0Z" />
      <path d="M16 4 20 28.4" />
      <circle cx="16" cy="4.4" r="1.7" fill="var(--accent)" stroke="none" />
    </svg>
  );
}
