"""`python -m kiosk` is the command `kiosk`."""

import multiprocessing

from kiosk.cli.main import main

if __name__ == "__main__":  # a process that reads a roll imports this module by another name
    multiprocessing.freeze_support()
    main(prog_name="kiosk")
