// Generates the types of the server's API from openapi.json. The result is never edited and never committed.
import { readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";

const document = JSON.parse(readFileSync("openapi.json", "utf8"));
const types = await openapiTS(document, { rootTypes: true, rootTypesNoSchemaPrefix: true });
writeFileSync("src/api/schema.d.ts", astToString(types));
