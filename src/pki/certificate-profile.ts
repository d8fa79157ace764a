/** What a certificate is for; it decides the extensions. */
export type CertificateProfile =
  /** A root that may sign certificates for these names, what lies below them, and loopback; nothing else. */
  | { readonly kind: 'authority'; readonly permittedNames: readonly string[] }
  /** A server of these names (DNS names and IP addresses). Exchange's auth certificate is of this kind, without names. */
  | { readonly kind: 'server'; readonly names: readonly string[] }
  /** A key that signs tokens and is no server's. */
  | { readonly kind: 'signing' };
