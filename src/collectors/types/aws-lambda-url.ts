/** The collector of `AWS::Lambda::Url`. */
import { allOf, given } from '../aws/answer.ts';
import { defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';
import { functionNames } from './lambda.ts';

export default defineCollector({
  type: 'AWS::Lambda::Url',
  summary: 'Function URLs: who may call them, CORS, how they answer.',
  scope: 'regional',
  livesIn: { TargetFunctionArn: 'AWS::Lambda::Function' },
  actions: ['lambda:ListFunctions', 'lambda:ListFunctionUrlConfigs'],
  async *list(ctx) {
    const { LambdaClient, paginateListFunctionUrlConfigs } = await import('@aws-sdk/client-lambda');
    const config = { client: ctx.client(LambdaClient), pageSize: 50 };
    const found = await Promise.all(
      (await functionNames(ctx)).map((FunctionName) =>
        allOf(paginateListFunctionUrlConfigs(config, { FunctionName }), (page) =>
          given(page.FunctionUrlConfigs, 'FunctionUrlConfigs', 'lambda:ListFunctionUrlConfigs'),
        ),
      ),
    );
    for (const one of found.flat()) {
      const arn = one.FunctionArn ?? '';
      const [, target = arn, id = arn] = /^(arn:[^:]+:lambda:[^:]+:[^:]+:function:([^:]+))(?::.+)?$/.exec(arn) ?? [];
      const qualifier = arn.slice(target.length + 1) || undefined;
      const properties = mapped(
        { ...one, TargetFunctionArn: target, Qualifier: qualifier },
        { take: ['AuthType', 'Cors', 'InvokeMode', 'Qualifier', 'TargetFunctionArn'] },
      );
      // Ref gives the ARN of the function, which is the function's.
      yield { id: qualifier === undefined ? id : `${id}:${qualifier}`, arn: null, name: null, properties };
    }
  },
  tags: 'none',
  needs: ['AWS::Lambda::Function'],
  comparators: {
    AuthType: { compare: 'same', severity: 'high', best: 'AWS_IAM', why: 'With NONE the whole world may call it.' },
    'Cors.AllowCredentials': 'same',
    'Cors.AllowHeaders': 'same',
    'Cors.AllowMethods': 'same',
    'Cors.AllowOrigins': 'same',
    'Cors.ExposeHeaders': 'same',
    'Cors.MaxAge': 'same',
    InvokeMode: 'same',
    Qualifier: 'same',
    TargetFunctionArn: 'same',
  },
  sets: ['Cors.AllowHeaders', 'Cors.AllowMethods', 'Cors.AllowOrigins', 'Cors.ExposeHeaders'],
  cannotSee: ['The address itself, which AWS makes: who calls it by its old one after a failover.'],
});
