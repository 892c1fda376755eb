import 'reflect-metadata';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { Bind, Controller, Get, Module, NotFoundException, Param } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import serverless from 'serverless-http';

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

@Controller('v1/tenders')
class Tenders {
  @Get(':id')
  @Bind(Param('id'))
  async read(id: string) {
    const { Item: item } = await documents.send(
      new GetCommand({ TableName: process.env.MAIN_TABLE, Key: { pk: id, sk: '@' } }),
    );
    if (item === undefined) throw new NotFoundException();
    return item;
  }
}

@Module({ controllers: [Tenders] })
class App {}

const app = await NestFactory.create(App, { logger: false });
await app.init();

export const handler = serverless(app.getHttpAdapter().getInstance());
