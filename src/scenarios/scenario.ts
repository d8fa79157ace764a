import type { Session } from '../shell/cmdlet.js';
import type { ScenarioNames } from './names.js';

/** What somebody types, as PowerShell of the lab's shell, a statement a line; see steps.ts for how to write one. */
export interface ScenarioStep {
  /** `network`: whoever keeps the firewall, the proxy and the DNS; typed on-premises, with cmdlets of the lab's own. */
  readonly at: 'on-premises' | 'cloud' | 'network';
  readonly type: readonly string[];
  /** The server that is connected to; the first one when left out. */
  readonly server?: string;
  /** The tenant that is connected to; the lab's own when left out. */
  readonly tenant?: string;
  /** To the questions, in their order. */
  readonly answers?: readonly string[];
  /** Why it is typed. */
  readonly say?: string;
}

/** The call that shows the failure, and after the mend that it has gone. Mostly Test-OAuthConnectivity. */
export interface ScenarioCheck {
  readonly cmdlet: string;
  readonly parameters: Readonly<Record<string, string | number | boolean>>;
  /** Where it runs; where the cmdlet runs by itself when left out. */
  readonly session?: Session;
  readonly server?: string;
}

/** Another thing to look at while the lab is broken: what is typed, and what must stand in the answer. */
export interface ScenarioLook extends ScenarioStep {
  readonly shows: string | RegExp;
}

/** What the tools say while the lab is broken; a run compares it. */
export interface ExpectedEvidence {
  /** The check's ResultType; `terminating error` where it gives no object; `text` where it gives another kind of object. */
  readonly result: 'Success' | 'Warning' | 'Error' | 'terminating error' | 'text';
  /** Texts that stand in what the check says. */
  readonly says?: readonly (string | RegExp)[];
  /** How the `x-ms-diagnostics` of an answer begins; no answer may bear any when left out. */
  readonly diagnostics?: string;
  /** sc-status of the lines that the check leaves in the on-premises IIS log, in their order; none for an empty list. */
  readonly iisStatus?: readonly number[];
  /** Entries that the on-premises event logs have got since the break. */
  readonly events?: readonly { readonly source: string; readonly eventId: number }[];
  readonly looks?: readonly ScenarioLook[];
}

/** What a scenario lays hands on. Two that share one can't be active together: one's mend would be the other's. */
export type ScenarioSubject =
  | 'dns'
  | 'connection'
  | 'tls'
  | 'serverCertificate'
  | 'hostHeader'
  | 'authorizationHeader'
  | 'upstreamScheme'
  | 'proxyAnswer'
  | 'answerBody'
  | 'proxyTarget'
  | 'webProxy'
  | 'outboundTls'
  | 'clock'
  | 'directoryService'
  | 'authCertificate'
  | 'authConfig'
  | 'cloudKeys'
  | 'tokenService'
  | 'hybridApplication'
  | 'sharedPrincipal'
  | 'authServer'
  | 'evoSts'
  | 'partnerApplication'
  | 'roleAssignments'
  | 'intraOrganizationConnector'
  | 'organizationRelationship'
  | 'virtualDirectory'
  | 'webConfig'
  | 'organizationConfig'
  | 'cloudUser'
  | 'onPremisesUser'
  | 'admin'
  | 'newUser'
  | 'tenant'
  | 'exchangeServer'
  | 'nothing';

/** A failure an admin can switch on, look at, mend and verify: one file each in catalogue/, found by its id. */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly difficulty: 'easy' | 'medium' | 'hard';
  readonly direction: 'cloud -> on-premises' | 'on-premises -> cloud';
  readonly subjects: readonly ScenarioSubject[];
  /** What it teaches, in a sentence or two. */
  readonly teaches: string;
  /** The story as the admin hears it: symptoms only, in the words of who calls. */
  ticket(names: ScenarioNames): string;
  /** From where to look, over what to look at, to what it nearly is; never the mend itself. */
  hints(names: ScenarioNames): readonly [string, string, string];
  /** Its cause in the catalogue of evidence/knowledge/causes, which explains it; undefined where nothing is broken. */
  readonly cause?: string;
  /** What the cause does not say; all there is where nothing is broken. */
  readonly explanation?: string;
  readonly sources: readonly string[];
  check(names: ScenarioNames): ScenarioCheck;
  /** With cmdlets and faults of the network alone; none where nothing is broken. */
  break(names: ScenarioNames): readonly ScenarioStep[];
  expected(names: ScenarioNames): ExpectedEvidence;
  /** As an admin would, with the iisreset that a real server needs. */
  mend(names: ScenarioNames): readonly ScenarioStep[];
  /** What the check says then; Success when left out. */
  mended?(names: ScenarioNames): ExpectedEvidence;
  /**
   * The mend leaves the lab in order, but not as it was: a new auth certificate, a later clock. So once no scenario is
   * active any more, the lab is put back to where it was before the first of them.
   */
  readonly putBackAfterwards?: true;
}
