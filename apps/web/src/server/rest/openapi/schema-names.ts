import {
  HealthView,
  LinkedFileView,
  MetricsView,
  MyShareLinksView,
  MyShareLinkView,
  OpenedShareView,
  ReadinessView,
  RenditionView,
  SessionView,
  SharedFileView,
  ShareLinksView,
  ShareLinkView,
  ThumbnailView,
  UserView,
  VisitedLinkView,
} from "@cloudpix/domain";
import { z } from "zod";
import { RestFile, RestFileList, RestIndex, RestMessage, RestProblem } from "../rest-views.ts";

const named: Readonly<Record<string, z.ZodType>> = {
  User: UserView,
  Session: SessionView,
  File: RestFile,
  FileList: RestFileList,
  Thumbnail: ThumbnailView,
  Rendition: RenditionView,
  ShareLink: ShareLinkView,
  ShareLinkList: ShareLinksView,
  LinkedFile: LinkedFileView,
  MyShareLink: MyShareLinkView,
  MyShareLinkList: MyShareLinksView,
  SharedFile: SharedFileView,
  VisitedShareLink: VisitedLinkView,
  OpenedShare: OpenedShareView,
  Health: HealthView,
  Readiness: ReadinessView,
  Metrics: MetricsView,
  Index: RestIndex,
  Message: RestMessage,
  Problem: RestProblem,
};

/** The shapes that answers are made of, by the names that clients made from the document know them by. */
export const schemaNames = z.registry<{ id: string }>();
for (const [id, schema] of Object.entries(named)) schemaNames.add(schema, { id });
