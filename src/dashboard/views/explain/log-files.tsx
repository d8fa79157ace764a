import { useId, useRef } from 'preact/hooks';
import type { Logs } from './use-logs.js';

/** Makes a part of the page take what is dropped on it. */
export function takesDrops(take: Logs['take']) {
  return {
    onDragOver: (event: DragEvent) => event.preventDefault(), // else the browser would open the file
    onDrop: (event: DragEvent) => {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return; // a text that was dragged: the box takes it by itself
      event.preventDefault();
      take(files);
    },
  };
}

/** Where whole logs are dropped, or chosen. */
export function DropZone({ logs: { busy, redact, setRedact, take } }: { readonly logs: Logs }) {
  const id = useId();
  const chooser = useRef<HTMLInputElement>(null);
  const chosen = (input: HTMLInputElement) => {
    take([...(input.files ?? [])]);
    input.value = ''; // the same file may be chosen again
  };
  return (
    <section class="card drop-zone" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>Whole logs</h2>
      <p>
        Drop logs of real servers on this page: IIS, HttpProxy, HTTPERR, EWS; several together, packed by gzip or not.
        Nothing of them is kept. A text file with a token or an error goes into the box.
      </p>
      <div class="row">
        <button type="button" aria-disabled={busy} onClick={() => chooser.current?.click()}>
          Choose files…
        </button>
        <input
          ref={chooser}
          type="file"
          multiple
          hidden
          aria-label="Log files"
          onChange={(event) => chosen(event.currentTarget)}
        />
        <label class="check">
          <input
            type="checkbox"
            checked={redact}
            disabled={busy}
            onChange={(event) => setRedact(event.currentTarget.checked)}
          />
          Redact, to share it
        </label>
      </div>
    </section>
  );
}
