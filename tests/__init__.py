"""The tests. Their processes keep what they have compiled, also where the environment asks for the opposite: three
processes and some three hundred that they start would each compile the program anew, half a second every time."""

import os
import sys

sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
