import { isDauth, type OAuthRequest, type Part } from './oauth-request.js';

/** One request with its part. */
export interface PlayedPart {
  readonly request: OAuthRequest;
  readonly part: Part;
}

/** How a conversation went. */
export interface ConversationsSink {
  /** The normal first 401. */
  challenge(answered: boolean): void;
  accepted(): void;
  /** `told`: the log shows that a token, or something else that was refused, was sent; else it follows from the order. */
  refused(request: OAuthRequest, told: boolean): void;
}

/** A client that has got its challenge comes back at once, with the token it fetches in between. */
const patienceMs = 60_000;
/** Requests come here a minute late at most, those that waited for their row in the HttpProxy log (FrontEndJoin). */
const latenessMs = 60_000;
const longestMs = 10 * 60_000;
const longestConversation = 400;
const mostRequests = 20_000;

interface Conversation {
  readonly parts: PlayedPart[];
  readonly began: number;
  latest: number;
}

/**
 * Pairs the first 401 with what followed: the requests of one client, with one user agent, to one service, close in time.
 * It waits until a client has been quiet by the log's own time, for several conversations of Exchange Online come from one
 * address side by side.
 */
export class Conversations {
  readonly #sink: ConversationsSink;
  /** The one that was quiet the longest comes first. */
  readonly #open = new Map<string, Conversation>();
  #requests = 0;

  constructor(sink: ConversationsSink) {
    this.#sink = sink;
  }

  add(played: PlayedPart): void {
    const { record } = played.request;
    const time = record.time ?? 0;
    const key = [record.forwardedFor ?? record.client, record.userAgent?.toLowerCase(), serviceOf(record.path)].join(
      ' ',
    );
    this.#closeQuiet(time);
    const known = this.#open.get(key) ?? { parts: [], began: time, latest: time };
    const isFull = known.parts.length >= longestConversation || time > known.began + longestMs;
    const conversation = isFull ? this.#goOn(known, time) : known;
    conversation.parts.push(played);
    conversation.latest = Math.max(conversation.latest, time);
    this.#open.delete(key);
    this.#open.set(key, conversation);
    this.#requests += 1;
  }

  finish(): void {
    for (const [key, conversation] of this.#open) this.#close(key, conversation);
  }

  #closeQuiet(now: number): void {
    for (const [key, conversation] of this.#open) {
      if (conversation.latest > now - patienceMs - latenessMs && this.#requests < mostRequests) return;
      this.#close(key, conversation);
    }
  }

  #close(key: string, { parts }: Conversation): void {
    this.#open.delete(key);
    this.#requests -= parts.length;
    tellUnanswered(tellAnswers(parts, this.#sink), this.#sink);
  }

  /** A client that is never quiet: its answers are told, and what may still be answered goes on. */
  #goOn({ parts }: Conversation, now: number): Conversation {
    const waiting = tellAnswers(parts, this.#sink);
    const isRecent = ({ request }: PlayedPart) => (request.record.time ?? 0) > now - patienceMs;
    const recent = waiting.filter(isRecent).slice(-longestConversation / 2);
    tellUnanswered(
      waiting.filter((played) => !recent.includes(played)),
      this.#sink,
    );
    this.#requests += recent.length - parts.length;
    return { parts: recent, began: now, latest: now };
  }
}

function serviceOf(path = ''): string {
  return path.split('/', 2)[1]?.toLowerCase() ?? '';
}

function timeOf({ request }: PlayedPart): number {
  return request.record.time ?? 0;
}

/**
 * Each answer belongs to the oldest challenge that waits: side by side they come in their order, and one by one it is the same
 * number in the end. The challenges that are left.
 */
function tellAnswers(parts: readonly PlayedPart[], sink: ConversationsSink): readonly PlayedPart[] {
  const waiting: PlayedPart[] = [];
  const unanswered: PlayedPart[] = [];
  for (const played of parts.toSorted((one, other) => timeOf(one) - timeOf(other))) {
    const { request, part } = played;
    if (part === 'challenge' || part === 'perhapsChallenge') {
      waiting.push(played);
      continue;
    }
    while (waiting[0] && timeOf(waiting[0]) < timeOf(played) - patienceMs) unanswered.push(...waiting.splice(0, 1));
    if (!isDauth(request.record) && waiting.shift()) sink.challenge(true);
    if (part === 'accepted') sink.accepted();
    else sink.refused(request, true);
  }
  return [...unanswered, ...waiting];
}

/** Challenges without an answer; of 401s that say nothing the order tells. */
function tellUnanswered(waiting: readonly PlayedPart[], sink: ConversationsSink): void {
  for (const { part } of waiting) if (part === 'challenge') sink.challenge(false);
  tellByOrder(
    waiting.filter(({ part }) => part === 'perhapsChallenge').map(({ request }) => request),
    sink,
  );
}

/** A request with a token is longer than the same with an empty Bearer, by one signature and two headers at least. */
const tokenBytes = 500;

/**
 * 401s of which the log tells no Authorization and that no other answer followed: a challenge and a refusal by turns, or,
 * where the log counts the bytes that came, a refusal is what was longer.
 */
function tellByOrder(requests: readonly OAuthRequest[], sink: ConversationsSink): void {
  const sizes = requests.flatMap(({ record: { bytesReceived } }) =>
    bytesReceived === undefined ? [] : [bytesReceived],
  );
  const shortest = Math.min(...sizes);
  const bySize = sizes.length === requests.length && Math.max(...sizes) >= shortest + tokenBytes;
  const challenges: number[] = [];
  for (const { record, ...rest } of requests) {
    const time = record.time ?? 0;
    const latest = challenges.at(-1);
    const isAnswer = latest !== undefined && latest >= time - patienceMs;
    const isRefusal = bySize ? (record.bytesReceived ?? 0) >= shortest + tokenBytes : isAnswer;
    if (!isRefusal) {
      challenges.push(time);
      continue;
    }
    if (isAnswer) {
      challenges.pop();
      sink.challenge(true);
    }
    sink.refused({ record, ...rest }, false);
  }
  for (const _ of challenges) sink.challenge(false);
}
