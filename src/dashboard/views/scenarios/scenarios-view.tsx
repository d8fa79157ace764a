export function ScenariosView() {
  return <h1>Scenarios</h1>;
}
