/** exchange-oauth-lab as a library: a hybrid to run tests against. */
export { LabClock } from './clock.js';
export { ConfigError, type LabConfig, type LabOptions, labSchema } from './config.js';
export { StateFileError } from './directory/state-file.js';
export type { DecodedToken } from './evidence/decoded-token.js';
export { type Explanation, explain } from './evidence/explain/explain.js';
export type { LogFile } from './evidence/log-files/stored-files.js';
export type { LogTextOptions, TransactionLog } from './evidence/log-text.js';
export { type DecodeOptions, decode } from './evidence/token-report/decode.js';
export type {
  Check,
  CheckVerdict,
  ClaimReport,
  KindReport,
  TokenPart,
  TokenReport,
} from './evidence/token-report/token-report.js';
export { KeySourceError } from './evidence/token-report/verification-keys.js';
export type { JudgedStep, Side } from './evidence/transaction.js';
export type { TransactionView } from './evidence/transaction-view.js';
export type { LabDescription, LabDetails } from './lab/description.js';
export type { Lab, LabScenario, LabShell, StartOptions, TestOAuthConnectivityResult } from './lab/lab-interface.js';
export { startLab } from './lab.js';
export { LabError } from './lab-error.js';
export { ListenError } from './network/listen.js';
export { CertificateStoreError } from './pki/store-error.js';
export type { MysteryOrder } from './scenarios/mystery/begin.js';
export type { MysteryReport, ReportedMystery, ReportedScenario } from './scenarios/mystery/report.js';
export { mysteryReportCsv } from './scenarios/mystery/report-csv.js';
export { mysteryReportHtml } from './scenarios/mystery/report-html.js';
export type { MysteryAnswers, MysteryHint, MysteryTicket, MysteryView } from './scenarios/mystery/view.js';
export type { ScenarioRun, ScenarioSummary, ScenarioVerification } from './scenarios/results.js';
export { ScenarioError } from './scenarios/scenario-error.js';
export type { ScenarioExplanation, ScenarioSheet } from './scenarios/sheet.js';
export type { ShellFailure, ShellResult } from './shell/captured-shell.js';
export { CmdletError, type Session } from './shell/cmdlet.js';
export type { FileAccess } from './shell/language/static-members.js';
export { testOAuthConnectivity } from './test-oauth-connectivity.js';
export type { TokenSignerName } from './tokens/token-keys.js';
export { type MadeTokenKind, type TokenOrder, TokenOrderError } from './tokens/token-order.js';
