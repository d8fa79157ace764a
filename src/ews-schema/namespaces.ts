import { namespaces } from '../protocol/namespaces.js';
import { Types } from '../xsd/types.js';

/**
 * The vocabulary of Exchange Web Services, written from the public MS-OXWS documents: what the lab reads, writes and serves
 * as messages.xsd and types.xsd. Each file names the document its types are described in.
 */

/** Namespaces by the prefix that Exchange itself writes: messages, types, Autodiscover. */
export const ewsNamespaces = {
  m: namespaces.ewsMessages,
  t: namespaces.ewsTypes,
  a: namespaces.autodiscover,
  xs: namespaces.schema,
} as const;

export const t = new Types('t');
export const m = new Types('m');
export const a = new Types('a');
