import type { Metadata } from "next";
import { TrashPage } from "../../../features/trash/trash-page.tsx";

export const metadata: Metadata = { title: "Trash" };

/** What the person signed in has deleted. */
const Page = () => <TrashPage />;

export default Page;
