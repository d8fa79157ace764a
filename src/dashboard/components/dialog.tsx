import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';

/** A modal dialog: the browser keeps the focus in it, and gives it back; Esc closes it. */
export function Dialog({
  title,
  onClose,
  children,
}: {
  readonly title: string;
  /** The reader has closed it without a choice. */
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const opener = document.activeElement;
    const shown = dialog.current;
    shown?.showModal();
    return () => {
      shown?.close();
      if (opener instanceof HTMLElement) opener.focus(); // a dialog that is taken away, not closed, does not give it back
    };
  }, []);
  const cancel = (event: Event) => {
    event.preventDefault(); // who opened it takes it away
    onClose();
  };
  return (
    <dialog ref={dialog} aria-labelledby={id} onCancel={cancel}>
      <div class="stack">
        <h2 id={id}>{title}</h2>
        {children}
      </div>
    </dialog>
  );
}
