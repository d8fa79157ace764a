import type { ComponentType } from 'preact';
import { AuthCertificateView } from './views/auth-certificate/auth-certificate-view.js';
import { CallView } from './views/call/call-view.js';
import { ExplainView } from './views/explain/explain-view.js';
import { HandshakeView } from './views/handshake/handshake-view.js';
import { MysteryView } from './views/mystery/mystery-view.js';
import { ScenarioView } from './views/scenarios/scenario-view.js';
import { ScenariosView } from './views/scenarios/scenarios-view.js';
import { TestView } from './views/test/test-view.js';
import { TransactionView } from './views/transaction/transaction-view.js';

export interface View {
  /** First part of its address; empty for the one at the start. */
  readonly path: string;
  readonly title: string;
  /** Its name in the navigation; it is not there when left out. */
  readonly navigation?: string;
  /** `id` is the second part of the address. */
  readonly component: ComponentType<{ readonly id: string }>;
}

/** Every view, in the order of the navigation. */
export const views: readonly View[] = [
  { path: '', title: 'The handshake', navigation: 'Handshake', component: HandshakeView },
  { path: 'transactions', title: 'Transaction', component: TransactionView },
  { path: 'calls', title: 'A call that reached no server', component: CallView },
  { path: 'test', title: 'Run a test', navigation: 'Test', component: TestView },
  { path: 'scenarios', title: 'Scenarios', navigation: 'Scenarios', component: ScenariosView },
  { path: 'scenario', title: 'Scenario', component: ScenarioView },
  { path: 'mystery', title: 'Mystery', navigation: 'Mystery', component: MysteryView },
  {
    path: 'auth-certificate',
    title: 'Auth certificate',
    navigation: 'Auth certificate',
    component: AuthCertificateView,
  },
  { path: 'explain', title: 'Decode and explain', navigation: 'Explain', component: ExplainView },
];
