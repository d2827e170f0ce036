// Ory Kratos, web_hook after registration. The application: HOOKS_KRATOS_HEADER=X-Api-Key HOOKS_KRATOS_SECRETS=$HOOK_SECRET
import { email, ip, post } from "./lib.mjs";

await post("kratos", { "x-api-key": process.env.HOOK_SECRET }, JSON.stringify({ email, ip }));
