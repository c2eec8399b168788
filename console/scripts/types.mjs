// Generates the types of the server's API from openapi.json. The result is never edited and never committed.
import { readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";

const document = JSON.parse(readFileSync("openapi.json", "utf8"));
const { schemas } = document.components;

// The description names the parts of a union but not how their `kind` reads on the wire; it is the
// part's name with a small first letter.
for (const [name, schema] of Object.entries(schemas)) {
    if (schema.discriminator)
        schema.discriminator.mapping ??= wireNames(`#/components/schemas/${name}`);
}

function wireNames(union) {
    const parts = Object.keys(schemas).filter((name) =>
        schemas[name].allOf?.some(({ $ref }) => $ref === union),
    );
    return Object.fromEntries(
        parts.map((name) => [
            name[0].toLowerCase() + name.slice(1),
            `#/components/schemas/${name}`,
        ]),
    );
}

const types = await openapiTS(document, { rootTypes: true, rootTypesNoSchemaPrefix: true });
writeFileSync("src/api/schema.d.ts", astToString(types));
