import type { Clock } from '../clock.js';
import type { EventLog } from '../evidence/event-log.js';
import type { Journal } from '../evidence/journal.js';
import type { LogFiles } from '../evidence/log-files/log-files.js';
import type { MessageMemory } from '../evidence/message-memory.js';
import type { OutgoingCalls } from '../evidence/outgoing-calls.js';
import type { ExchangeBuild } from '../protocol/exchange-version.js';
import type { Mysteries } from '../scenarios/mystery/mysteries.js';
import type { ScenarioRunner } from '../scenarios/runner.js';
import type { AuthCertificatesView } from '../shell/auth-certificates/view.js';
import type { ShellResult } from '../shell/captured-shell.js';
import type { Session } from '../shell/cmdlet.js';
import type { GivenParameters } from '../shell/parameter-binder.js';
import type { Answers } from '../shell/prompt.js';
import type { CmdletOutcome } from '../shell/run-cmdlet.js';
import type { SessionRequest } from '../shell/session.js';
import type { ShellSession } from '../shell/shell-session.js';
import type { TokenOrder } from '../tokens/token-order.js';
import type { LabPart, LabStatus } from './lab-status.js';

/** A set that any tool for JSON Web Keys reads; `name` says whose key it is. */
export interface PublicKeySet {
  readonly keys: readonly PublicKey[];
}

export interface PublicKey {
  readonly name: string;
  readonly kty: string;
  readonly use: 'sig';
  readonly kid: string;
  readonly x5t: string;
  /** The certificate, base64 DER. */
  readonly x5c: readonly string[];
  /** SHA-1 of the certificate in upper-case hex, as Exchange prints it. */
  readonly thumbprint: string;
  readonly n?: string | undefined;
  readonly e?: string | undefined;
}

/** What the control API can do with a lab. */
export interface ControlContext {
  /** Does everything answer? */
  isHealthy(): boolean;
  describe(): object;
  status(): Omit<LabStatus, 'changed'>;
  /** Calls back with what has changed of the lab; the answer ends it. */
  watch(changed: (parts: readonly LabPart[]) => void): () => void;
  issueToken(order: TokenOrder): string;
  /** The public keys that sign the tokens of the lab, as a JSON Web Key Set (RFC 7517). */
  publicKeys(): PublicKeySet;
  /** The auth certificates and who knows them. */
  authCertificates(): Promise<AuthCertificatesView>;
  /** The lab's clock. */
  readonly clock: Clock;
  runCmdlet(
    name: string,
    given: GivenParameters,
    request: SessionRequest,
    answers?: Answers,
  ): Promise<CmdletOutcome & { readonly session: Session }>;
  /** Runs a script in a shell of its own; throws CmdletError when it can't be read. */
  runScript(script: string, answers: readonly string[], session: ShellSession): Promise<ShellResult>;
  readonly journal: Journal;
  /** The bodies of the latest calls. */
  readonly messages: MessageMemory;
  readonly outgoingCalls: OutgoingCalls;
  readonly eventLog: EventLog;
  /** The servers' log files. */
  readonly logs: LogFiles;
  /** The build that the on-premises servers are of. */
  build(): ExchangeBuild;
  readonly scenarios: ScenarioRunner;
  readonly mystery: Mysteries;
  /** Who may call; see protection.ts. */
  readonly access: ControlAccess;
}

export interface ControlAccess {
  /** Host names that are the control API's own, beside loopback. */
  readonly allowedHosts: readonly string[];
  /** Every call must bear it; undefined on loopback. */
  readonly token: string | undefined;
}
