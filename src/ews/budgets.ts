import type { Clock } from '../clock.js';
import type { ThrottlingPolicy } from '../directory/throttling-policy.js';
import { xml } from '../protocol/xml.js';
import { EwsFault } from './fault.js';

/** What a user has left of the work that the servers do for him. */
interface Budget {
  /** Milliseconds, as of `at`; below zero: more was done for him than he had. */
  balance: number;
  at: number;
  /** Requests that are worked on. */
  running: number;
}

const hourMs = 3_600_000;

/** The greatest of the 32-bit numbers: who never gets anything back waits so long. */
const longestBackOff = 2_147_483_647;

/**
 * Throttling of Exchange Web Services: what each user has had done for him, held against the throttling policy. Between an
 * empty store and the cutoff Exchange answers later (micro-delays); the lab answers at once.
 */
export class Budgets {
  readonly #clock: Clock;
  readonly #policy: () => ThrottlingPolicy;
  readonly #all = new Map<string, Budget>();

  /** `policy` is the one that counts now. */
  constructor(clock: Clock, policy: () => ThrottlingPolicy) {
    this.#clock = clock;
    this.#policy = policy;
  }

  /** Begins a request; what is given back ends it. Throws EwsFault for who has too many, or has used up what he had. */
  begin(who: string): () => void {
    const policy = this.#policy();
    const budget = this.#all.get(who) ?? this.#open(who);
    const start = this.#clock.now();
    const { ewsMaxConcurrency: most } = policy;
    if (most !== 'Unlimited' && budget.running >= most) throw exceededConnectionCount(most);
    const missing = recharge(budget, policy, start);
    if (missing !== undefined) throw serverBusy(missing);
    budget.running += 1;
    return () => {
      budget.running -= 1;
      budget.balance -= Math.max(1, Math.ceil(this.#clock.now() - start)); // the lab is often faster than a clock counts
    };
  }

  /** What a new worker process knows of it: nothing. */
  clear(): void {
    this.#all.clear();
  }

  #open(who: string): Budget {
    const budget: Budget = { balance: Number.POSITIVE_INFINITY, at: this.#clock.now(), running: 0 }; // full: recharge knows how much
    this.#all.set(who, budget);
    return budget;
  }
}

/** Gives back what time has brought, and says how long the user is blocked; undefined when he is not. */
function recharge(budget: Budget, policy: ThrottlingPolicy, now: number): number | undefined {
  const { ewsMaxBurst: burst, ewsRechargeRate: rate, ewsCutoffBalance: cutoff } = policy;
  const elapsed = Math.max(0, now - budget.at);
  budget.at = now;
  if (burst === 'Unlimited' || rate === 'Unlimited') {
    budget.balance = Number.POSITIVE_INFINITY;
    return undefined;
  }
  budget.balance = Math.min(burst, budget.balance + (elapsed * rate) / hourMs);
  if (cutoff === 'Unlimited' || budget.balance > -cutoff) return undefined;
  // How long Exchange says is not published; here, until there is a millisecond again.
  return Math.min(longestBackOff, Math.ceil(((1 - cutoff - budget.balance) * hourMs) / rate));
}

/** Words and place of the number are those of public traces (mguessan/davmail #161). */
function serverBusy(backOffMs: number): EwsFault {
  return new EwsFault('ErrorServerBusy', 'The server cannot service this request right now. Try again later.', {
    messageXml: xml`<t:Value Name="BackOffMilliseconds">${backOffMs}</t:Value>`,
  });
}

/** As public traces show it, double blanks and all (OfficeDev/ews-managed-api #293). */
function exceededConnectionCount(most: number): EwsFault {
  return new EwsFault(
    'ErrorExceededConnectionCount',
    'You have exceeded the available concurrent connections for your account.  Try again once your other requests have completed.',
    {
      messageXml: xml`<t:Value Name="Policy">MaxConcurrency</t:Value><t:Value Name="MaxConcurrencyLimit">${most}</t:Value><t:Value Name="ErrorMessage">This operation exceeds the throttling budget for policy part 'MaxConcurrency', policy value '${most}',  Budget type: 'Ews'.  Suggested backoff time 0 ms.</t:Value>`,
    },
  );
}
