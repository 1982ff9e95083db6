"use client";

import type { MyShareLinkView } from "@cloudpix/domain";
import { Ban, Copy, EllipsisVertical, ExternalLink, Image, SlidersHorizontal } from "lucide-react";
import Link from "next/link";
import { IconButton } from "../../ui/icon-button.tsx";
import { Menu, MenuItem, MenuLinkItem, MenuSeparator } from "../../ui/menu.tsx";
import { copyLink } from "../sharing/copy-link.ts";
import { isOpenState } from "../sharing/link-status.ts";

type Props = { link: MyShareLinkView; name: string; onEdit: () => void; onRevoke: () => void };

/** Everything that can be done with one link. Of a revoked one only its file is left. */
export const LinkActions = ({ link, name, onEdit, onRevoke }: Props) => {
  if (link.isRevoked && link.file === null) return null;
  return (
    <div className="flex items-center">
      {isOpenState(link.state) ? (
        <IconButton label={`Copy link to ${name}`} onClick={() => void copyLink(link.shareUrl)}>
          <Copy aria-hidden="true" />
        </IconButton>
      ) : null}
      <Menu
        trigger={
          <IconButton label={`Actions for the link to ${name}`}>
            <EllipsisVertical aria-hidden="true" />
          </IconButton>
        }
      >
        {link.isRevoked ? null : (
          <MenuItem onClick={onEdit}>
            <SlidersHorizontal aria-hidden="true" />
            Edit
          </MenuItem>
        )}
        {link.isRevoked ? null : (
          <MenuLinkItem render={<a href={link.shareUrl} target="_blank" rel="noreferrer" />}>
            <ExternalLink aria-hidden="true" />
            <span>
              Open <span className="text-ink-soft text-xs">· counts as a visit</span>
            </span>
          </MenuLinkItem>
        )}
        {link.file === null ? null : (
          <MenuLinkItem render={<Link href={`/files/${link.file.fileId}`} />}>
            <Image aria-hidden="true" />
            Show the file
          </MenuLinkItem>
        )}
        {link.isRevoked ? null : (
          <>
            <MenuSeparator />
            <MenuItem tone="danger" onClick={onRevoke}>
              <Ban aria-hidden="true" />
              Revoke
            </MenuItem>
          </>
        )}
      </Menu>
    </div>
  );
};
