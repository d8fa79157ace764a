import type { LabClock } from '../clock.js';
import type { Culture } from '../connectivity/culture.js';
import type { ForeignFreeBusy } from '../connectivity/foreign-free-busy.js';
import type { TokenCache } from '../connectivity/token-cache.js';
import type { Organization } from '../directory/organization.js';
import type { SettingOverride } from '../directory/sharing.js';
import type { StateHolder } from '../directory/state.js';
import type { Tenant } from '../directory/tenant.js';
import type { EventLog } from '../evidence/event-log.js';
import type { Journal } from '../evidence/journal.js';
import type { HttpClient } from '../network/http-client.js';
import type { CertificateStore } from '../pki/store.js';
import type { Random } from '../random.js';
import type { LabPartners } from './lab-partners.js';
import type { PowerShellObject, PropertyValue } from './object.js';
import type { BoundParameters, ParameterDefinition } from './parameter.js';
import type { Operation, Prompt } from './prompt.js';

export type { PowerShellObject, PropertyValue } from './object.js';
export type { BoundParameters, BoundValue, ListChange, ParameterDefinition } from './parameter.js';

/** Where a cmdlet runs: the Exchange Management Shell, or a session in the cloud. */
export type Session = 'OnPremises' | 'Cloud';

/** A line that a script writes to the host, in PowerShell's colours. */
export interface HostLine {
  readonly text: string;
  readonly color?: 'Green' | 'Yellow' | 'Red' | 'Gray' | undefined;
}

/** What a cmdlet gives back. */
export interface CmdletResult {
  readonly output: readonly PowerShellObject[];
  /** Plain values that go down the pipeline in place of the objects: the DateTime of Get-Date, which the object describes. */
  readonly values?: readonly PropertyValue[];
  readonly warnings?: readonly string[];
  /** What it writes to the host: then that is what is read, and the objects are there for who asks for them. */
  readonly host?: readonly HostLine[];
  /** Transactions the cmdlet caused, where it made requests. */
  readonly transactionIds?: readonly string[];
}

/** What the cmdlets of a lab work on. */
export interface LabContext {
  readonly session: Session;
  /** On-premises: name of the server that the Exchange Management Shell is connected to. */
  readonly server: string;
  /** Cloud: the tenant that is connected to. */
  readonly tenant: Tenant;
  readonly state: StateHolder;
  readonly certificates: CertificateStore;
  readonly http: HttpClient;
  readonly journal: Journal;
  /** The Application and System logs of the on-premises servers. */
  readonly eventLog: EventLog;
  /** What the process that runs cmdlets remembers as a client of OAuth. */
  readonly tokenCache: TokenCache;
  /** How the availability service of this side asks the other organisation; it has the tokens of the EWS application pool. */
  readonly foreignFreeBusy: ForeignFreeBusy;
  readonly clock: LabClock;
  readonly random: Random;
  readonly culture: Culture;
  /** The setting overrides as the servers have read them; the cloud's have none of ours. */
  readonly variantConfiguration: {
    readonly current: readonly SettingOverride[] | undefined;
    /** When a change will count, milliseconds since 1970. */
    readonly nextLoad: number;
    /** Reads them now. */
    reload(): void;
  };
  /** The worker processes of the on-premises servers. */
  readonly workerProcesses: {
    /** Empties all they have in memory. */
    recycle(): void;
    /** Empties what one application pool has in memory; false when there is none of that name. */
    recyclePool(name: string): boolean;
    /** When they load the OAuth configuration again, milliseconds since 1970; now, if they do so at once. */
    nextLoad(): number;
    /** What they ask for tokens with, loaded anew or as it is; undefined while Active Directory could never be asked. */
    outboundConfiguration(
      reload: boolean,
    ): { readonly organization: Organization; readonly loadedAt: number } | undefined;
  };
  /** Servers of the lab that are partners of Exchange. */
  readonly partners: LabPartners;
  /** The service Microsoft Exchange Service Host of the on-premises servers. */
  readonly serviceHost: {
    /** Copies the auth certificates to the servers that lack them, as the Certificate servicelet does. */
    deployCertificates(): Promise<void>;
    /** What its servicelets do when it starts. */
    restart(): Promise<void>;
  };
  /**
   * Runs another cmdlet with its questions answered by Yes, in the same session unless another is named: what a script of
   * ours consists of. `tenant` is the id of the one that is meant in the cloud.
   */
  invoke(
    name: string,
    parameters?: Readonly<Record<string, unknown>>,
    where?: { readonly session?: Session; readonly tenant?: string },
  ): Promise<CmdletResult>;
  /**
   * Makes something once for a call that may be repeated with more answers, so that a question names the same thing each
   * time it is asked: the new certificate's thumbprint. Forgotten when the call has ended well.
   */
  prepare<Thing>(make: () => Promise<Thing>): Promise<Thing>;
}

/** What a cmdlet works on, and how it asks who typed it. */
export interface CmdletContext extends LabContext {
  /** Asks, and gives the key of the choice. Ask before anything is changed: without an answer the call ends there. */
  ask(prompt: Prompt): Promise<string>;
  /**
   * PowerShell's ShouldProcess: false under -WhatIf, which says what would have been done; asks under -Confirm, and where
   * the cmdlet's confirmImpact is High, unless -Confirm:$false. Call it once per object, before it is changed.
   */
  shouldProcess(operation: Operation): Promise<boolean>;
}

/** A property in a table, under its own name or under another. */
export type TableColumn = string | { readonly label: string; readonly property: string };

/** A cmdlet: one file each, found by its name. */
export interface Cmdlet {
  readonly name: string;
  /** Other names it goes by. */
  readonly aliases?: readonly string[];
  readonly synopsis: string;
  /** What Get-Help says beyond the synopsis. */
  readonly description?: string;
  /** Lines as an admin types them. */
  readonly examples?: readonly string[];
  readonly sessions: readonly Session[];
  readonly parameters: readonly ParameterDefinition[];
  /** The set that is taken when the parameters given fit several. */
  readonly defaultParameterSet?: string;
  /** It changes something and calls shouldProcess: it has -WhatIf and -Confirm. */
  readonly supportsShouldProcess?: boolean;
  /** High: asks unless told not to, as Exchange's Remove cmdlets do. */
  readonly confirmImpact?: 'Medium' | 'High';
  /** Properties of the table view; all of them when left out. */
  readonly tableView?: readonly TableColumn[];
  /** Properties that Format-List shows unless told which; all of them when left out. `fl *` shows the others too. */
  readonly listView?: readonly string[];
  /** Its objects are printed as a table unless told otherwise. */
  readonly tableByDefault?: boolean;
  run(parameters: BoundParameters, context: CmdletContext): Promise<CmdletResult> | CmdletResult;
}

/** Kinds of error, in PowerShell's words where it has them. */
export type ErrorCategory =
  | 'InvalidArgument'
  | 'ObjectNotFound'
  | 'ResourceExists'
  | 'InvalidOperation'
  | 'ConnectionError'
  | 'PermissionDenied'
  | 'ConfirmationRequired'
  | 'CommandNotFound';

/** A terminating error: what PowerShell prints in red behind the cmdlet's name. */
export class CmdletError extends Error {
  readonly category: ErrorCategory;
  /** Where it ran; undefined when it did not come to that. */
  readonly session: Session | undefined;
  /** The question that nobody answered, of ConfirmationRequired. */
  readonly prompt: Prompt | undefined;

  constructor(category: ErrorCategory, message: string, session?: Session, prompt?: Prompt) {
    super(message);
    this.name = 'CmdletError';
    this.category = category;
    this.session = session;
    this.prompt = prompt;
  }
}

/** Warning of a cmdlet whose effect waits for the servers to load their configuration; undefined when it does not. */
export function delayedEffect(context: LabContext): readonly string[] {
  const next = context.workerProcesses.nextLoad();
  if (next <= context.clock.now()) return [];
  const time = new Date(next).toISOString();
  return [
    `[lab] takes effect after ${time}, when the servers load their configuration again; iisreset does it at once.`,
  ];
}
