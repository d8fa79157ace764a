import type { ResponseCode } from '../ews-schema/responses.js';
import { AnswerSize, refuseTooMany } from './answer-size.js';
import { EwsError } from './errors.js';

/** What every message of an answer begins with. */
interface Head {
  readonly ResponseClass: 'Success' | 'Warning' | 'Error';
  readonly MessageText?: string;
  readonly ResponseCode: ResponseCode;
  readonly DescriptiveLinkKey?: number;
}

/** `GetFolderResponseMessage` and what it says. */
type Message<Name extends string, Payload> = { readonly [Key in MessageName<Name>]: Head & Payload };

/**
 * A message for each of the things that were asked for, in their order. What can't be had has its error there, and the
 * empty payload that Exchange keeps (facts/ews-clients §3.2).
 */
export function messageForEach<Name extends string, Thing, Payload, Empty extends object>(
  name: Name,
  things: readonly Thing[],
  work: (thing: Thing) => Payload,
  empty: Empty,
) {
  refuseTooMany(things);
  const size = new AnswerSize();
  const key = messageName(name);
  const messages = things.map((thing) => {
    const content = attempt(() => work(thing), empty);
    if (things.length > 1) size.add(content); // the writer counts, too
    return message(key, content);
  });
  return { ResponseMessages: messages };
}

/** The same, for work that takes its time: one thing after the other, since the next may depend on it. */
export async function messageForEachInTurn<Name extends string, Thing, Payload, Empty extends object>(
  name: Name,
  things: readonly Thing[],
  work: (thing: Thing) => Promise<Payload>,
  empty: Empty,
) {
  refuseTooMany(things);
  const size = new AnswerSize();
  const key = messageName(name);
  const messages: Message<Name, Payload | Empty>[] = [];
  for (const thing of things) {
    const answer = await work(thing).then(
      (payload) => attempt(() => payload, empty),
      (error: unknown) => attempt<Payload, Empty>(() => raise(error), empty),
    );
    size.add(answer);
    messages.push(message(key, answer));
  }
  return { ResponseMessages: messages };
}

function raise(error: unknown): never {
  throw error;
}

type MessageName<Name extends string> = `${Name}ResponseMessage`;

function messageName<Name extends string>(name: Name): MessageName<Name> {
  return `${name}ResponseMessage`;
}

function message<Name extends string, Payload>(
  key: MessageName<Name>,
  content: Head & Payload,
): Message<Name, Payload> {
  return { [key]: content } as Message<Name, Payload>;
}

/** What an answer says of something: that it was done, with what came of it, or what was wrong. */
export function attempt<Payload, Empty extends object>(work: () => Payload, empty: Empty): Head & (Payload | Empty) {
  try {
    return { ResponseClass: 'Success', ResponseCode: 'NoError', ...work() };
  } catch (error) {
    if (error instanceof EwsError) return { ...errorHead(error), ...empty };
    throw error;
  }
}

export function errorHead({ message: text, responseCode }: EwsError): Head {
  return { ResponseClass: 'Error', MessageText: text, ResponseCode: responseCode, DescriptiveLinkKey: 0 };
}
