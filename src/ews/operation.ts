import type { Recipient } from '../directory/recipient.js';
import type { Refusal } from '../protocol/diagnostics.js';
import type { ExchangeBuild } from '../protocol/exchange-version.js';
import type { Xml, XmlElement } from '../protocol/xml.js';
import type { EwsFault } from './fault.js';

/** Who calls: a user the token asserts, one who logged on himself, or an application without one. */
export type EwsCaller =
  | { readonly kind: 'user'; readonly user: Recipient; readonly loggedOn?: boolean }
  | { readonly kind: 'application' };

/** Asks whether a token is enough for a call, once the call is known; undefined when it is. */
export type TokenGrant = (operation: XmlElement) => Refusal | undefined;

export interface EwsContext {
  readonly build: ExchangeBuild;
  readonly caller: EwsCaller;
  /** Whether the token is enough for the call; left out where every token is. */
  readonly grant?: TokenGrant | undefined;
  /** The fault for an application whose linked account has not the roles it needs; undefined when it has. */
  readonly rolesMissing?: EwsFault | undefined;
  /** A recipient of the organisation or tenant by address. */
  findRecipient(address: string): Recipient | undefined;
}

/** An operation of Exchange Web Services: one file each, found by the element that asks for it. */
export interface EwsOperation {
  /** Local name of the request element, in the messages namespace. */
  readonly requestElement: string;
  /** Its answer depends on request, user and build alone, so it need not be made twice. */
  readonly steady?: true;
  /** The content of the SOAP body, or a fault. */
  answer(request: XmlElement, user: Recipient, context: EwsContext): Xml | EwsFault;
}
