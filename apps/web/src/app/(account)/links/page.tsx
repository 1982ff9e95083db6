import type { Metadata } from "next";
import { MyLinks } from "../../../features/links/my-links.tsx";

export const metadata: Metadata = { title: "My links" };

/** All links of the person signed in. */
const Page = () => <MyLinks />;

export default Page;
