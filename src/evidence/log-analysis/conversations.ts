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
 * It waits until a client has been quiet for a minute of the log's own time, for several conversations of Exchange Online
 * come from one address side by side.
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
    const known = this.#open.get(key);
    const isFull = known && (known.parts.length >= longestConversation || time > known.began + longestMs);
    if (known && isFull) this.#close(key, known);
    const conversation = known && !isFull ? known : { parts: [], began: time, latest: time };
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
      if (conversation.latest > now - patienceMs && this.#requests < mostRequests) return;
      this.#close(key, conversation);
    }
  }

  #close(key: string, { parts }: Conversation): void {
    this.#open.delete(key);
    this.#requests -= parts.length;
    tellConversation(parts, this.#sink);
  }
}

function serviceOf(path = ''): string {
  return path.split('/', 2)[1]?.toLowerCase() ?? '';
}

/** Each answer belongs to the latest challenge before it; what is left over of 401s that say nothing is told by order. */
function tellConversation(parts: readonly PlayedPart[], sink: ConversationsSink): void {
  const waiting: PlayedPart[] = [];
  for (const played of parts.toSorted(
    (one, other) => (one.request.record.time ?? 0) - (other.request.record.time ?? 0),
  )) {
    const { request, part } = played;
    if (part === 'challenge' || part === 'perhapsChallenge') {
      waiting.push(played);
      continue;
    }
    if (!isDauth(request.record) && waiting.pop()) sink.challenge(true);
    if (part === 'accepted') sink.accepted();
    else sink.refused(request, true);
  }
  for (const { part } of waiting) if (part === 'challenge') sink.challenge(false);
  tellLeftOver(
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
function tellLeftOver(requests: readonly OAuthRequest[], sink: ConversationsSink): void {
  const sizes = requests.flatMap(({ record: { bytesReceived } }) =>
    bytesReceived === undefined ? [] : [bytesReceived],
  );
  const shortest = Math.min(...sizes);
  const bySize = sizes.length === requests.length && Math.max(...sizes) >= shortest + tokenBytes;
  let waiting = 0;
  for (const request of requests) {
    const isRefusal = bySize ? (request.record.bytesReceived ?? 0) >= shortest + tokenBytes : waiting > 0;
    if (!isRefusal) {
      waiting += 1;
      continue;
    }
    if (waiting > 0) sink.challenge(true);
    waiting = Math.max(0, waiting - 1);
    sink.refused(request, false);
  }
  for (let left = 0; left < waiting; left += 1) sink.challenge(false);
}
