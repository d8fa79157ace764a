export function HandshakeView() {
  return <h1>The handshake</h1>;
}
