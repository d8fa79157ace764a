import type { LabClock } from '../clock.js';
import type { LabOptions } from '../config.js';
import type { DecodedToken } from '../evidence/decoded-token.js';
import type { EventLog } from '../evidence/event-log.js';
import type { Journal } from '../evidence/journal.js';
import type { LogFile } from '../evidence/log-files/stored-files.js';
import type { LogTextOptions, TransactionLog } from '../evidence/log-text.js';
import type { TransactionView } from '../evidence/transaction-view.js';
import type { Mysteries } from '../scenarios/mystery/mysteries.js';
import type { ScenarioRun, ScenarioSummary, ScenarioVerification } from '../scenarios/results.js';
import type { ScenarioRunner } from '../scenarios/runner.js';
import type { ShellResult } from '../shell/captured-shell.js';
import type { Session } from '../shell/cmdlet.js';
import type { FileAccess } from '../shell/language/static-members.js';
import type { GivenParameters } from '../shell/parameter-binder.js';
import type { CmdletOutcome } from '../shell/run-cmdlet.js';
import type { SessionRequest } from '../shell/session.js';
import type { TokenOrder } from '../tokens/token-order.js';
import type { LabDescription, LabDetails } from './description.js';

/** A running lab, in the words of the control API (design §2.6). */
export interface Lab extends AsyncDisposable {
  readonly exchange: {
    readonly url: string;
    readonly httpUrl: string;
    /** The reverse proxy that publishes it. */
    readonly proxyUrl: string;
    readonly hosts: readonly string[];
  };
  readonly cloud: { readonly url: string; readonly hosts: readonly string[] };
  readonly control: { readonly url: string; readonly token: string | undefined };
  /** The lab's roots, PEM: what a client must trust. */
  readonly ca: string;
  readonly caFile: string;
  readonly tenantId: string;
  readonly clock: LabClock;
  readonly tokens: { issue(order: TokenOrder): { readonly token: string; readonly decoded: DecodedToken | undefined } };
  /** Runs a cmdlet; its questions get `answers` in order, and end it with ConfirmationRequired when there are no more. Throws CmdletError. */
  cmdlet(
    name: string,
    parameters?: GivenParameters,
    where?: SessionRequest & { readonly answers?: readonly string[] },
  ): Promise<CmdletOutcome & { readonly session: Session }>;
  /** A PowerShell session with the lab, for scripts; see docs/shell.md. Local files only where `files` grants them. */
  shell(options?: { readonly session?: Session; readonly files?: FileAccess }): LabShell;
  /** Test-OAuthConnectivity: its object, with the transactions it caused. Throws CmdletError for a terminating error. */
  testOAuthConnectivity(parameters: GivenParameters, where?: SessionRequest): Promise<TestOAuthConnectivityResult>;
  scenario(id: string): LabScenario;
  readonly scenarios: ScenarioRunner;
  /** A failure to be found out; see docs/mystery.md. */
  readonly mystery: Mysteries;
  readonly transactions: {
    list(options?: { readonly after?: string; readonly limit?: number }): readonly TransactionView[];
    get(id: string): TransactionView | undefined;
    /** What it left in a log, tokens without signatures unless `reveal`; undefined where it left nothing. */
    log(id: string, log: TransactionLog, options?: LogTextOptions): string | undefined;
    /** Its failed request trace. */
    failedRequestTrace(
      id: string,
      options?: { readonly format?: 'xml' | 'html'; readonly reveal?: boolean },
    ): string | undefined;
  };
  /** The servers' log files in the data directory; both calls write out first what waits. */
  readonly logs: {
    list(): Promise<readonly LogFile[]>;
    /** Content of a file that `list` names, by its path there. */
    read(path: string): Promise<string | undefined>;
  };
  readonly journal: Journal;
  readonly eventLog: EventLog;
  /** What its admin should know of the start, a sentence each; none when all was as it should be. */
  readonly notices: readonly string[];
  describe(): LabDescription;
  details(): LabDetails;
  /** Finishes the requests in flight and closes every port. */
  close(): Promise<void>;
}

/** A shell without a terminal: variables and session stay from one script to the next. */
export interface LabShell {
  /** `[PS] C:\\> ` on-premises, `PS C:\\> ` in the cloud. */
  readonly prompt: string;
  /** Runs a script; questions and Read-Host take `answers` in order. Throws CmdletError for one that can't be read. */
  run(script: string, options?: { readonly answers?: readonly string[] }): Promise<ShellResult>;
}

export interface LabScenario {
  activate(): Promise<ScenarioSummary>;
  /** Mends it as an admin would, and checks it. */
  mend(): Promise<ScenarioVerification>;
  /** Checks what was mended by hand. */
  verify(): Promise<ScenarioVerification>;
  run(): Promise<ScenarioRun>;
}

/** The object the cmdlet returns, under its PowerShell names. */
export interface TestOAuthConnectivityResult {
  readonly Task: string;
  readonly Detail: string;
  readonly ResultType: 'Success' | 'Error';
  readonly Identity: string;
  readonly IsValid: boolean;
  readonly ObjectState: string;
  readonly transactionIds: readonly string[];
}

export interface StartOptions extends LabOptions {
  /** Hears of mistakes of the lab itself; the console when left out. */
  readonly onDefect?: ((error: unknown) => void) | undefined;
  /** Token of the control API where it is reachable from elsewhere; made and kept in the data directory when left out. */
  readonly controlToken?: string | undefined;
}
