/** What STS answers in the benchmarks. */
import { ACCOUNT } from '../inventory.mjs';

export const sts = {
  GetCallerIdentity: () => ({ Arn: `arn:aws:iam::${ACCOUNT}:user/bench`, UserId: 'AIDAEXAMPLE', Account: ACCOUNT }),
};
