import { useId, useRef, useState } from 'preact/hooks';
import type { LogAnswer } from '../../../control/routes/analyze-log.js';
import { ApiError, call } from '../../api/client.js';
import { useDoing } from '../../components/action.js';
import { Failure } from '../../components/loaded.js';
import { Command } from '../../components/text-block.js';
import { choose, program } from './log-choice.js';
import { LogReportCard } from './log-report.js';
import { readFileText, readToSend } from './read-files.js';

/** A place for whole logs: dropped, or chosen. They are analysed by the lab, on this machine. */
export function LogFiles({ onText }: { readonly onText: (text: string) => void }) {
  const [report, setReport] = useState<LogAnswer | undefined>(undefined);
  const [refused, setRefused] = useState('');
  const [redact, setRedact] = useState(false);
  const [sent, setSent] = useState<readonly File[]>([]);
  const doing = useDoing();
  const analyze = (files: readonly File[], isRedacted: boolean) =>
    doing.run(async () => {
      setSent(files);
      const read = await Promise.all(files.map(readToSend)).catch(unreadable);
      setReport(await call<LogAnswer>('POST', '/api/analyze-log', { files: read, redact: isRedacted }));
    });
  const take = (files: readonly File[]) => {
    const choice = choose(files);
    setRefused(choice.kind === 'refused' ? choice.why : '');
    const [first] = files;
    if (choice.kind === 'text' && first) doing.run(async () => onText(await readFileText(first).catch(unreadable)));
    if (choice.kind !== 'logs') return;
    setReport(undefined);
    analyze(files, redact);
  };
  const changeRedact = (wanted: boolean) => {
    setRedact(wanted);
    if (report) analyze(sent, wanted);
  };
  return (
    <section class="stack">
      <DropZone onFiles={take} busy={doing.busy} redact={redact} onRedact={changeRedact} />
      {refused !== '' && (
        <div class="notice warn" role="alert">
          <p>{refused}</p>
          <Command text={`npx ${program} FILE`} />
        </div>
      )}
      {doing.error && <Failure error={doing.error} />}
      <div aria-live="polite" class="stack">
        {doing.busy && <p class="soft">Reading {sent.map(({ name }) => name).join(', ')}…</p>}
        {report && <LogReportCard report={report} />}
      </div>
    </section>
  );
}

/** A folder, or a file that has gone meanwhile. */
function unreadable(): never {
  throw new ApiError(0, 'ReadError', 'The browser can’t read this. Drop the files themselves, not their folder.');
}

function DropZone({
  onFiles,
  busy,
  redact,
  onRedact,
}: {
  readonly onFiles: (files: readonly File[]) => void;
  readonly busy: boolean;
  readonly redact: boolean;
  readonly onRedact: (redact: boolean) => void;
}) {
  const id = useId();
  const chooser = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFiles([...(event.dataTransfer?.files ?? [])]);
  };
  const chosen = (input: HTMLInputElement) => {
    onFiles([...(input.files ?? [])]);
    input.value = ''; // the same file may be chosen again
  };
  return (
    <section
      class={`card drop-zone ${over ? 'over' : ''}`}
      aria-busy={busy}
      aria-labelledby={`${id}-title`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <h2 id={`${id}-title`}>Whole logs</h2>
      <p>
        Drop logs of real servers here: IIS, HttpProxy, HTTPERR, EWS; several together, packed by gzip or not. They are
        analysed on this machine; nothing of them is kept. A text file with a token or an error goes into the box above.
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
          <input type="checkbox" checked={redact} onChange={(event) => onRedact(event.currentTarget.checked)} />
          Redact names and addresses, so that the report can be shared
        </label>
      </div>
    </section>
  );
}
