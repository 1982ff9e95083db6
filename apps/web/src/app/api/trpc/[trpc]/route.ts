export {
  handleTrpc as DELETE,
  handleTrpc as GET,
  handleTrpc as PATCH,
  handleTrpc as POST,
  handleTrpc as PUT,
} from "../../../../server/trpc-handler.ts";
