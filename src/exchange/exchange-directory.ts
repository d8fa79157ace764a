import { LRUCache } from 'lru-cache';
import type { DirectoryAccess } from '../authentication/directory-access.js';
import type { UserClaims } from '../authentication/trust.js';
import { usersOf } from '../authentication/user-index.js';
import type { Clock } from '../clock.js';
import type { Organization } from '../directory/organization.js';
import type { Recipient } from '../directory/recipient.js';
import { sameText } from '../protocol/audience.js';

/** How long the result of a lookup is kept, failures too (facts/oauth-inbound §1.4, User lookup). */
export const userLookupMs = 15 * 60 * 1000;

/** So many results are kept; those not asked for longest go first. How many Exchange keeps is not known. */
const capacity = 10_000;

interface CachedLookup {
  readonly users: readonly Recipient[];
  /** Milliseconds since 1970 by the lab's clock. */
  readonly foundAt: number;
  /** The list it was found in. */
  readonly source: readonly Recipient[];
}

/**
 * Active Directory as the on-premises servers ask it. One organisation: every accepted realm means its users. What a
 * lookup found is kept in the worker process for 15 minutes; `immediate` looks again whenever the users have changed.
 */
export class ExchangeDirectory implements DirectoryAccess {
  readonly #organization: () => Organization;
  readonly #clock: Clock;
  readonly #reload: 'interval' | 'immediate';
  readonly #lookups = new LRUCache<string, CachedLookup>({ max: capacity });

  constructor(options: {
    readonly organization: () => Organization;
    readonly clock: Clock;
    readonly reload: 'interval' | 'immediate';
  }) {
    this.#organization = options.organization;
    this.#clock = options.clock;
    this.#reload = options.reload;
  }

  get failing(): DirectoryAccess['failing'] {
    switch (this.#organization().directoryFaults?.domainControllers) {
      case 'down':
        return 'everything';
      case 'downAtRouting':
        return 'routing';
      default:
        return 'nothing';
    }
  }

  findUsers(_realm: string, claims: UserClaims): readonly Recipient[] | undefined {
    const key = keyOf(claims);
    const cached = this.#lookups.get(key);
    if (cached && this.#isFresh(cached)) return cached.users;
    if (this.failing !== 'nothing') return undefined;
    const source = this.#organization().recipients;
    const users = usersOf(source)(claims);
    this.#lookups.set(key, { users, foundAt: this.#clock.now(), source });
    return users;
  }

  isDownLevel(user: Recipient): boolean {
    const downLevel = this.#organization().directoryFaults?.downLevelMailboxes ?? [];
    return downLevel.some((address) => sameText(address, user.primarySmtpAddress));
  }

  /** What iisreset, a recycled pool or a new worker process does. */
  recycle(): void {
    this.#lookups.clear();
  }

  /** A clock set back must not keep an old result alive. */
  #isFresh({ foundAt, source }: CachedLookup): boolean {
    const age = this.#clock.now() - foundAt;
    if (age < 0 || age >= userLookupMs) return false;
    return this.#reload === 'interval' || source === this.#organization().recipients;
  }
}

/** Claims that ask for the same are the same lookup; with its length before it, no claim can pass for two. */
function keyOf({ userPrincipalName, smtpAddress, sipAddress, sid, puid, guid }: UserClaims): string {
  return [userPrincipalName, smtpAddress, sipAddress, sid, puid, guid].reduce<string>(
    (key, claim) => (claim === undefined ? `${key}-` : `${key}${claim.length}:${claim}`),
    '',
  );
}
