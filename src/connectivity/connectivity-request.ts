/** What Test-OAuthConnectivity is asked to do (facts/oauth-outbound-admin §1.1). */
export interface ConnectivityRequest {
  readonly service: ConnectivityService;
  /** Of EWS and AutoD only scheme and host count. */
  readonly targetUri: URL;
  /** As Exchange itself, without a user: the actor token alone is sent. */
  readonly appOnly: boolean;
  readonly useCachedToken: boolean;
  readonly reloadConfig: boolean;
}

/** ModServiceType. */
export type ConnectivityService = 'EWS' | 'AutoD' | 'Generic';
