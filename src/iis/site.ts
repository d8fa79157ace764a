import type { IisLogEntry, JudgedStep, Side } from '../evidence/transaction.js';
import type { Diagnostics } from '../protocol/diagnostics.js';
import type { WireRequest, WireResponse } from '../protocol/wire.js';
import type { Connection } from './connection.js';

/** A request as a site's application gets it. */
export interface SiteRequest extends WireRequest {
  /** The activity id: `request-id` of the response, id of the transaction. */
  readonly id: string;
  /** Host as the server counts it; empty when there was none. */
  readonly authority: string;
  /** When it arrived, milliseconds since 1970 by the lab's clock. */
  readonly arrived: number;
  /** What it came through. */
  readonly connection: Connection;
}

/** What the application answers, and what the journal should know about it. */
export interface SiteAnswer {
  readonly response: WireResponse;
  readonly steps?: readonly JudgedStep[];
  readonly diagnostics?: Diagnostics | undefined;
  readonly token?: string | undefined;
  readonly userName?: string | undefined;
  readonly iis?: IisLogEntry | undefined;
}

/** Answers once the body is there. */
export type BodyHandler = (body: Buffer) => SiteAnswer | Promise<SiteAnswer>;

/** An IIS web site: answers by the head of a request, or asks for the body first. Authentication needs no body. */
export interface Site {
  readonly side: Side;
  /** NetBIOS name of the server. */
  readonly server: string;
  /** `Server` header of its Windows. */
  readonly serverHeader: () => string;
  readonly missingHost: 'judge' | 'httpSys';
  /** Ports that count as the scheme's default, beside the listener's own. */
  readonly publicPorts: readonly number[];
  receive(request: SiteRequest): SiteAnswer | BodyHandler;
}
