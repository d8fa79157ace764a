import { summarizeTransaction } from '../evidence/transaction-summary.js';
import type { ControlContext } from './context.js';
import { type EventStream, eventText } from './event-stream.js';
import type { LabPart } from './lab-status.js';

type Sources = Pick<ControlContext, 'journal' | 'outgoingCalls' | 'status' | 'watch'>;

/** Who has missed more than this loads the lists anew, which is less work for both. */
const mostReplayed = 1000;
const mostReplayedLength = 1024 * 1024;

/** Stands for the id of the last transaction where there is none yet. */
const noTransactionYet = 'none';

/** Who reads this loads everything anew. */
const resetText = eventText('reset', {});

/** Tells every reader what happens in the lab; while there is none, it listens to nothing. */
export class LiveEvents {
  readonly #sources: Sources;
  readonly #streams = new Set<EventStream>();
  readonly #changed = new Set<LabPart>();
  #stopListening: (() => void) | undefined;

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** How many readers there are. */
  get readers(): number {
    return this.#streams.size;
  }

  /** Begins with what came after the transaction that the reader has seen last, and with the lab as it is. */
  open(stream: EventStream, lastSeen: string | undefined): void {
    this.#stopListening ??= this.#listen();
    if (lastSeen !== undefined) stream.write(this.#missed(lastSeen));
    stream.write(this.#statusText([]));
    this.#streams.add(stream);
  }

  close(stream: EventStream): void {
    this.#streams.delete(stream);
    if (this.#streams.size > 0) return;
    this.#stopListening?.();
    this.#stopListening = undefined;
  }

  endAll(): void {
    for (const stream of this.#streams) stream.end();
  }

  #listen(): () => void {
    const { journal, outgoingCalls, watch } = this.#sources;
    const ends = [
      journal.subscribe((transaction) =>
        this.#tell(eventText('transaction', summarizeTransaction(transaction), transaction.id)),
      ),
      outgoingCalls.subscribe((call) => this.#tell(eventText('outgoing-call', call))),
      watch((parts) => this.#note(parts)),
    ];
    return () => {
      for (const end of ends) end();
    };
  }

  #tell(text: string): void {
    for (const stream of this.#streams) stream.write(text);
  }

  /** What changes in one go is one event. */
  #note(parts: readonly LabPart[]): void {
    if (this.#changed.size === 0) {
      setImmediate(() => {
        const changed = [...this.#changed];
        this.#changed.clear();
        // All of the lab may be otherwise then, and nobody is told what.
        if (changed.includes('mystery')) this.#tell(resetText);
        this.#tell(this.#statusText(changed));
      });
    }
    for (const part of parts) this.#changed.add(part);
  }

  /** Its id is that of the newest transaction: who has seen this has seen all before it. */
  #statusText(changed: readonly LabPart[]): string {
    const newest = this.#sources.journal.list({ limit: 1 })[0]?.id ?? noTransactionYet;
    return eventText('lab', { ...this.#sources.status(), changed }, newest);
  }

  #missed(lastSeen: string): string {
    const { journal } = this.#sources;
    if (!journal.find(lastSeen)) return resetText;
    const missed = journal.list({ after: lastSeen, limit: mostReplayed + 1 });
    if (missed.length > mostReplayed) return resetText;
    const text = missed
      .map((transaction) => eventText('transaction', summarizeTransaction(transaction), transaction.id))
      .join('');
    return text.length > mostReplayedLength ? resetText : text;
  }
}
