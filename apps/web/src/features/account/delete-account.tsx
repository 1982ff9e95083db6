"use client";

import type { UserView } from "@cloudpix/domain";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { DeleteAccountForm } from "./delete-account-form.tsx";

/** The way to end an account. */
export const DeleteAccount = ({ user }: { user: UserView }) => {
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  return (
    <>
      <Button className="text-danger" onClick={() => setIsOpen(true)}>
        Delete account…
      </Button>
      <Dialog open={isOpen} onClose={close} title="Delete your account?" description={user.email}>
        <DeleteAccountForm user={user} onCancel={close} />
      </Dialog>
    </>
  );
};
