/** An audited place, as far as names and texts speak of it. */

/** A region of an account. `region` and `account` are '' where there is none. */
export type Place = {
  readonly name: string;
  readonly region: string;
  readonly account: string;
  readonly partition: string;
};
