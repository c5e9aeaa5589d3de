/** What the API Gateway collectors share. */
import type { RestApi } from '@aws-sdk/client-api-gateway';
import type { Api } from '@aws-sdk/client-apigatewayv2';
import { allOf, given } from '../aws/answer.ts';
import { byToken } from '../aws/by-token.ts';
import type { CollectorContext } from '../collector.ts';

/** Every REST API of the region, once. */
export function restApis(ctx: CollectorContext): Promise<readonly RestApi[]> {
  return ctx.once('apigateway:GetRestApis', async () => {
    const { APIGatewayClient, paginateGetRestApis } = await import('@aws-sdk/client-api-gateway');
    const pages = paginateGetRestApis({ client: ctx.client(APIGatewayClient), pageSize: 500 }, {});
    return allOf(pages, ({ items }) => given(items, 'items'));
  });
}

/** Every HTTP and WebSocket API of the region, once. */
export function httpApis(ctx: CollectorContext): Promise<readonly Api[]> {
  return ctx.once('apigateway:GetApis', async () => {
    const { ApiGatewayV2Client, GetApisCommand } = await import('@aws-sdk/client-apigatewayv2');
    const client = ctx.client(ApiGatewayV2Client);
    const pages = byToken((NextToken) => client.send(new GetApisCommand(full(NextToken))));
    return allOf(pages, ({ Items }) => given(Items, 'Items'));
  });
}

/** The input of a full page of API Gateway's second version. */
export function full(NextToken: string | undefined): { readonly MaxResults: string; readonly NextToken?: string } {
  return { MaxResults: '500', ...(NextToken === undefined ? {} : { NextToken }) };
}
