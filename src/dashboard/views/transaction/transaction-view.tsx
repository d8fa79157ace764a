export function TransactionView() {
  return <h1>Transaction</h1>;
}
