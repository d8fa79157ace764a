import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** What a button has asked for, and stands in its place: the focus goes there, since it would be lost with the button. */
export function Revealed({ children }: { readonly children: ComponentChildren }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus({ preventScroll: true }), []);
  return (
    <div ref={place} tabIndex={-1} class="stack revealed">
      {children}
    </div>
  );
}
