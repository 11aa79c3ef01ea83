public import Hapax
