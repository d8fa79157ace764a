export function AuthCertificateView() {
  return <h1>Auth certificate</h1>;
}
