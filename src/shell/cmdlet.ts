import type { Clock } from '../clock.js';
import type { Culture } from '../connectivity/culture.js';
import type { TokenCache } from '../connectivity/token-cache.js';
import type { Organization } from '../directory/organization.js';
import type { StateHolder } from '../directory/state.js';
import type { Tenant } from '../directory/tenant.js';
import type { Journal } from '../evidence/journal.js';
import type { HttpClient } from '../network/http-client.js';
import type { CertificateStore } from '../pki/store.js';
import type { Random } from '../random.js';

/** Where a cmdlet runs: the Exchange Management Shell, or a session in the cloud. */
export type Session = 'OnPremises' | 'Cloud';

/** A value of a property: dates are Date, lists are arrays, blank is null. */
export type PropertyValue = string | number | boolean | Date | null | readonly PropertyValue[];

/** An object as PowerShell would put on the pipeline: properties in order. */
export type PowerShellObject = { readonly [property: string]: PropertyValue };

export type ParameterType = 'String' | 'Uri' | 'Boolean' | 'SwitchParameter' | 'String[]';

export interface ParameterDefinition {
  readonly name: string;
  readonly type: ParameterType;
  readonly mandatory?: boolean;
  /** Position from 0; named only when left out. */
  readonly position?: number;
  readonly aliases?: readonly string[];
  /** The values an enumeration takes. */
  readonly values?: readonly string[];
  readonly help: string;
}

/** Parameters as bound: names as defined, values of the defined type. */
export type BoundParameters = { readonly [name: string]: string | boolean | readonly string[] | URL | undefined };

/** What a cmdlet gives back. */
export interface CmdletResult {
  readonly output: readonly PowerShellObject[];
  readonly warnings?: readonly string[];
  /** Transactions the cmdlet caused, where it made requests. */
  readonly transactionIds?: readonly string[];
}

/** What cmdlets work on. */
export interface CmdletContext {
  readonly session: Session;
  /** Cloud: the tenant that is connected to. */
  readonly tenant: Tenant;
  readonly state: StateHolder;
  readonly certificates: CertificateStore;
  readonly http: HttpClient;
  readonly journal: Journal;
  readonly tokenCache: TokenCache;
  readonly clock: Clock;
  readonly random: Random;
  readonly culture: Culture;
  /** The worker processes of the on-premises servers. */
  readonly workerProcesses: {
    /** Empties all they have in memory. */
    recycle(): void;
    /** When they load the OAuth configuration again, milliseconds since 1970; now, if they do so at once. */
    nextLoad(): number;
    /** What they ask for tokens with, loaded anew or as it is; undefined while Active Directory could never be asked. */
    outboundConfiguration(
      reload: boolean,
    ): { readonly organization: Organization; readonly loadedAt: number } | undefined;
  };
}

/** A cmdlet: one file each, found by its name. */
export interface Cmdlet {
  readonly name: string;
  readonly synopsis: string;
  readonly sessions: readonly Session[];
  readonly parameters: readonly ParameterDefinition[];
  /** Properties of the table view; all of them when left out. */
  readonly tableView?: readonly string[];
  run(parameters: BoundParameters, context: CmdletContext): Promise<CmdletResult> | CmdletResult;
}

/** Kinds of error, in PowerShell's words where it has them. */
export type ErrorCategory =
  | 'InvalidArgument'
  | 'ObjectNotFound'
  | 'ResourceExists'
  | 'InvalidOperation'
  | 'ConnectionError'
  | 'CommandNotFound';

/** A terminating error: what PowerShell prints in red behind the cmdlet's name. */
export class CmdletError extends Error {
  readonly category: ErrorCategory;
  /** Where it ran; undefined when it did not come to that. */
  readonly session: Session | undefined;

  constructor(category: ErrorCategory, message: string, session?: Session) {
    super(message);
    this.name = 'CmdletError';
    this.category = category;
    this.session = session;
  }
}

/** Warning of a cmdlet whose effect waits for the servers to load their configuration; undefined when it does not. */
export function delayedEffect(context: CmdletContext): readonly string[] {
  const next = context.workerProcesses.nextLoad();
  if (next <= context.clock.now()) return [];
  const time = new Date(next).toISOString();
  return [
    `[lab] takes effect after ${time}, when the servers load their configuration again; iisreset does it at once.`,
  ];
}
